"""Agreement of the comparator with careful readers' coding.

``gold`` reads the readers' verdicts, ``agreement`` counts how far findings agree with
them, ``intervals`` says how sure those figures are, ``baselines`` what knows nothing of
law would reach, ``spread`` how they differ from State to State, ``calibration`` whether the
findings' confidence keeps its word; ``study`` does it all.
"""
