"""From a question and a model to a statement that is safe to run. Knows no Django, opens nothing.

Each step has its room, and a room's public names stand in it:

    model.read.read_model      YAML files to a SemanticModel; model.index.index_model: its tables
    access.policy_for, visible what one asker may see of it
    interpret.interpret        words to a MetricQuery, or another outcome
    compile.compile_query      a MetricQuery to one SELECT as a tree
    secure.secure              the tree, narrowed to the asker's rows and columns
    check.check                the text, parsed again and proved: a CheckedStatement
    present.present            the rows as a chart, a sentence and caveats

They are not gathered here: a function named like its room would hide the room.
"""
