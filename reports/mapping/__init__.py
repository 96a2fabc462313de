"""The map: reports and permasalahan by kecamatan and desa."""
