"""The picture."""
def draw(entry): pass
