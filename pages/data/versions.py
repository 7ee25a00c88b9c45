"""Versions: who published what and why, what changed since, and the way back."""

from landscape import screen

screen.head(
    "What was published, by whom, and what changed?",
    "Every publication makes a new version; old ones stay as they were. A figure shown in a meeting can be shown again.",
)
found = screen.history()
names = found["version_name"].tolist()
screen.take_back(names)
if len(names) > 1:
    screen.between(names)
screen.keep_and_prune()
