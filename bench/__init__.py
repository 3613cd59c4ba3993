"""The figures that ``make bench`` prints: speed and memory as ratios, and accuracy.

Every speed is a ratio to a baseline measured in the same run, because machines and
their neighbours differ; nothing here is a test.
"""
