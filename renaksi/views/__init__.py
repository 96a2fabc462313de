"""Pages of kegiatan."""
