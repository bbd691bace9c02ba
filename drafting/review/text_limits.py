"""How long what is typed in a review may be, in characters. [pure]"""

from typing import Final

#: A comment, a suggestion, an answer or the note of a decision.
LONGEST: Final = 2000
#: The note of a submission (提交说明).
LONGEST_NOTE: Final = 500
