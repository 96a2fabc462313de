"""Two kinds of asking: a disposisi, which is followed; a permintaan koordinasi, which is not."""
