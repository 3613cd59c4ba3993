"""Languages, messages that wait for their language, and bilingual legal terms.

The lowest room of the house: it knows nothing of laws, databases or the web.
"""
