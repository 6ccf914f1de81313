"""How a per-document stage is run: in this process, or in workers that are held to limits."""

from tollbook.executors.executor import Executor, InThisProcess, Stopped
from tollbook.executors.workers import Workers

__all__ = ["Executor", "InThisProcess", "Stopped", "Workers"]
