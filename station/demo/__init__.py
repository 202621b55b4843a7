"""A whole destruction session on one PC, nothing of it faked but the room: drawn cameras and a simulated scale."""
