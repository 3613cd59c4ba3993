"""The bundled sample laws of fictional States, written for this project.

They show a demonstration library what a law looks like: strong, weak and contrary
provisions, chapters, bis articles, transitional articles, lists and definitions, in
English and Spanish. No sentence comes from a real law. Their States stand in
``jurisdictions.yaml`` beside the laws, which ``corpus.jurisdictions`` reads.
"""

from importlib.resources import files


def sample_laws() -> tuple[tuple[str, bytes], ...]:
    """File name and Akoma Ntoso XML of every sample law, sorted by file name."""
    folder = files(__name__)
    return tuple(
        (entry.name, entry.read_bytes())
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".xml")
    )
