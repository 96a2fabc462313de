"""Everything a person does with an old file."""
