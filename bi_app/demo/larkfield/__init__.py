"""Larkfield, the demo's made-up retailer: a warehouse drawn from hashes, with stories in it."""
