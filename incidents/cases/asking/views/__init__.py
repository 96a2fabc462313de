"""Pages of disposisi and permintaan koordinasi."""
