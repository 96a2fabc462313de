"""Status Keadaan Konflik: what the SK says, and the clock that follows from it."""
