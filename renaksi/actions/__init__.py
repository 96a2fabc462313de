"""Every change a person makes to a kegiatan."""
