"""Every change a person makes to a disposisi or a permintaan koordinasi."""
