"""What `./run` and `./test` do, with the standard library alone: nothing is installed yet."""
