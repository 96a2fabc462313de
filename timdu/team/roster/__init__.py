"""Who sits where: the SK, its seats, their holders, contacts and mitra."""
