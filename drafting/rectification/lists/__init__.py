"""The lists that a paper is kept up with (问题清单, 整改清单, 对照表, 整改台账): their rows, and the Word and
.xlsx files of them. [pure]"""
