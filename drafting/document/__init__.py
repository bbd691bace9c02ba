"""The material as a value: model, codec, edits, numbering and Chinese text helpers (layer 0,
standard library only). [pure]"""
