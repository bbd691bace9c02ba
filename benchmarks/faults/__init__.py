"""照镜 under faults: something is killed, frozen, emptied, filled or shifted while members save and ask
for Word files, and what became of every save and every file is counted afterwards.

    make faults [ARGS="--database postgresql --only worker-killed,redis-frozen --seconds 10"]

``table`` lists the faults, ``stack`` holds the processes, ``people`` the members, ``tally`` what is
counted, ``run`` one fault from the start to the count.
"""
