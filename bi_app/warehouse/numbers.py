"""Which numbers are whole? Engines widen sums to decimals without a fraction: they are integers."""

import pyarrow


def whole_as_integers(table: pyarrow.Table) -> pyarrow.Table:
    """The same table; a decimal column without a fraction is of integers, where they all fit."""
    for position, field in enumerate(table.schema):
        if pyarrow.types.is_decimal(field.type) and field.type.scale == 0:
            try:
                column = table.column(position).cast(pyarrow.int64())
            except pyarrow.ArrowInvalid:
                continue  # beyond nineteen digits it stays what it is
            table = table.set_column(position, field.with_type(pyarrow.int64()), column)
    return table
