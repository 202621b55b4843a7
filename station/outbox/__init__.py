"""What leaves the room: checkpoints on their way to time authorities and witnesses, whenever the network is there."""
