"""The furnace's controller: its bytes, its registers, the line to it. Everything here only reads."""
