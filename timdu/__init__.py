"""Timdu: what a Tim Terpadu Penanganan Konflik Sosial sees, does and answers for."""
