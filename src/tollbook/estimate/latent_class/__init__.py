"""The latent-class model of Manrique-Vallier (2016), sampled so that several modes and disagreeing chains show."""

from tollbook.estimate.latent_class.draws import Draws
from tollbook.estimate.latent_class.sampler import sample
from tollbook.estimate.latent_class.settings import Engine, Progress, Settings
from tollbook.estimate.latent_class.state import State

__all__ = ["Draws", "Engine", "Progress", "Settings", "State", "sample"]
