"""One file to validated Akoma Ntoso, in a process of its own."""

import sys
from pathlib import Path

from corpus.akn import schema_problems, write
from corpus.intake import Hints, take_in


def main() -> None:
    """Reads the file named on the command line and prints the peak of memory in kB (Linux)."""
    path = Path(sys.argv[1])
    xml = write(take_in(path.read_bytes(), path.name, Hints(country="xa")).document)
    schema_problems(xml)
    # Not getrusage: its peak is inherited from the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
