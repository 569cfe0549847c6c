"""All detectors, by name: first those that cost nothing, then those that are trained."""

from aiops.baselines import MovingZScore, RobustMAD, SeasonalNaive
from aiops.detector import Detector
from aiops.forest import ForestDetector
from aiops.lstm import LstmDetector
from aiops.prophet_model import ProphetDetector
from aiops.statistical import StatisticalForecast

DETECTORS: dict[str, type[Detector]] = {
    one.name: one
    for one in (
        SeasonalNaive,
        MovingZScore,
        RobustMAD,
        StatisticalForecast,
        ProphetDetector,
        ForestDetector,
        LstmDetector,
    )
}
