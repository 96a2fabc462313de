"""Tempel dari WhatsApp: a pasted message is read into the fields of a report; a person decides."""
