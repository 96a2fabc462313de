"""Pages of the inbox, and of handing an office over."""
