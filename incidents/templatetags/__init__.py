"""Template filters of the incidents app."""
