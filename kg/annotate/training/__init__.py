"""The recipe of the shipped model: readers of the corpora, converters, steps, packing.

Nothing here is needed to use the model. It additionally needs `floret`.
"""
