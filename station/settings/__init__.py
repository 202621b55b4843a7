"""The settings of the instruments, one file each; `station.config` puts them together."""
