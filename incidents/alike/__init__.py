"""Which reports may tell the same matter: who is compared, how alike they are, what is kept."""
