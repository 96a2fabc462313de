"""The application on a phone without signal: what is installed, what is kept, what is shown."""
