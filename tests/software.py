"""The program as entries of the tests name it."""

SOFTWARE = {"name": "furnace-station", "version": "0.1.0", "files_sha256": "0" * 64}
