"""What can be laid over the picture of one run: each lens turns results into shapes. No Qt, no painting."""

from __future__ import annotations
