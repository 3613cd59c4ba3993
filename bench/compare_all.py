"""Every law of the library against the Protocols, in one process."""

import os

from milex.settings import settings_from_environment
from milex.workspace import open_workspace


def main() -> None:
    """Prints the number of laws compared and of provisions found in them."""
    workspace = open_workspace(settings_from_environment(os.environ))
    laws = workspace.library.laws()
    found = 0
    for summary in laws:
        counts = workspace.compare(summary.law).counts()
        found += counts["full"] + counts["partial"] + counts["contrary"]
    print(f"{len(laws)} laws, {found} provisions found")


if __name__ == "__main__":
    main()
