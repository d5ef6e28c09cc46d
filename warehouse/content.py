"""A fingerprint of what tables say, whatever the order of their rows and the encoding of their files.

Volatile columns (`last_seen`, as-of dates) are left out, so that a night without change has the fingerprint of the
night before. Hashes of files as bytes stand in `warehouse/storage.py`.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from warehouse.schema import SCHEMA_VERSION, Table


def hash_table(data: pa.Table, table: Table) -> str:
    """SHA-256 over the non-volatile columns of conformed `data`, rows in the order of the key."""
    columns = [column for column in table.columns if not column.is_volatile]
    kept = data.select([column.name for column in columns])
    # The rest of the columns after the key, so that rows with a doubled key have one order too.
    order = [*table.key, *(c.name for c in columns if c.name not in table.key and c.type not in ("strings", "binary"))]
    if kept.num_rows > 1:
        kept = kept.take(pc.sort_indices(kept, sort_keys=[(name, "ascending") for name in order]))
    digest = hashlib.sha256(f"{table.name}/{SCHEMA_VERSION}/{kept.num_rows}".encode())
    for column in columns:
        digest.update(f"|{column.name}:{column.type}|".encode())
        _feed(digest, kept.column(column.name).combine_chunks())
    return digest.hexdigest()


def hash_tables(hashes: dict[str, str]) -> str:
    """One hash over the hashes of several tables, whatever their order."""
    lines = "".join(f"{name}={value}\n" for name, value in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _feed(digest: Any, array: pa.Array) -> None:
    """Feeds validity, then lengths and values, free of offsets, padding and whatever lies under a null."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks() if array.num_chunks != 1 else array.chunk(0)
    digest.update(pc.is_valid(array).to_numpy(zero_copy_only=False).tobytes())
    kind = array.type
    if pa.types.is_list(kind):
        digest.update(pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False).tobytes())
        _feed(digest, pc.list_flatten(array))
        return
    if pa.types.is_string(kind) or pa.types.is_binary(kind):
        filled = pc.fill_null(array, b"" if pa.types.is_binary(kind) else "")
        digest.update(pc.binary_length(filled).to_numpy(zero_copy_only=False).astype("<i8").tobytes())
        large = filled.cast(pa.large_binary())
        _, offsets, data = large.buffers()
        if len(large) and data is not None:
            bounds = np.frombuffer(offsets, dtype="<i8")[large.offset : large.offset + len(large) + 1]
            digest.update(memoryview(data)[int(bounds[0]) : int(bounds[-1])])
        return
    if pa.types.is_temporal(kind):
        array = array.cast(pa.int32() if pa.types.is_date32(kind) else pa.int64())
    if pa.types.is_boolean(kind):
        digest.update(pc.fill_null(array, False).to_numpy(zero_copy_only=False).tobytes())
        return
    values = pc.fill_null(array, 0).to_numpy(zero_copy_only=False)
    if pa.types.is_floating(array.type):
        values = values + 0.0  # -0.0 and 0.0 say the same
    digest.update(values.astype(values.dtype.newbyteorder("<")).tobytes())
