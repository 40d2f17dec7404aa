"""Every screen, and every class that the .kv files name: what the first frame does without."""

from __future__ import annotations

from kiosk.state import Screen
from kiosk.ui.keyboard import field, key, keyboard
from kiosk.ui.screens.attract import AttractScreen
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.screens.choices import CardScreen, DeliveryScreen, FeedbackScreen, PathsScreen, VoicesScreen
from kiosk.ui.screens.code import CodeScreen
from kiosk.ui.screens.declare import DeclareChoiceScreen, DeclareReviewScreen
from kiosk.ui.screens.declare_card import DeclareCardScreen, DeclareWhichScreen
from kiosk.ui.screens.declare_write import DeclareWriteScreen
from kiosk.ui.screens.fee import FeeScreen
from kiosk.ui.screens.find import FindScreen
from kiosk.ui.screens.groups import GroupsScreen
from kiosk.ui.screens.issuing import IssuingScreen
from kiosk.ui.screens.online import OnlineScreen
from kiosk.ui.screens.operator import OperatorScreen
from kiosk.ui.screens.out_of_order import OutOfOrderScreen
from kiosk.ui.screens.outlook import OutlookScreen
from kiosk.ui.screens.papers import PapersScreen
from kiosk.ui.screens.pin import PinScreen
from kiosk.ui.screens.priority import PriorityScreen
from kiosk.ui.screens.procedure import ProcedureScreen
from kiosk.ui.screens.rating import RatingScreen
from kiosk.ui.screens.refused import RefusedScreen
from kiosk.ui.screens.remember import DeclareKeepScreen, DeclareRememberedScreen, ForgetScreen
from kiosk.ui.screens.sample import SampleScreen
from kiosk.ui.screens.search import SearchScreen
from kiosk.ui.screens.services import ServicesScreen
from kiosk.ui.screens.thanks import ThanksScreen
from kiosk.ui.screens.ticket import TicketScreen
from kiosk.ui.screens.topic import TopicScreen
from kiosk.ui.screens.writing import WordsScreen
from kiosk.ui.widgets import (
    card_grid,
    comfort_sheet,
    drum,
    fact,
    frame,
    icon,
    notice,
    offer_grid,
    path_plates,
    qr_code,
    question,
    stage,
    stepper,
    touchable,
    waiting,
    words,
)

WIDGETS = (
    card_grid, comfort_sheet, drum, fact, field, frame, icon, key, keyboard, notice, offer_grid, path_plates, qr_code,
    question, stage, stepper, touchable, waiting, words,
)  # fmt: skip
"""The .kv files name the classes of these modules, which Kivy knows only once they are imported."""

SCREENS: dict[Screen, type[FlowScreen]] = {
    Screen.ATTRACT: AttractScreen,
    Screen.FIND: FindScreen,
    Screen.TOPIC: TopicScreen,
    Screen.SEARCH: SearchScreen,
    Screen.PROCEDURE: ProcedureScreen,
    Screen.PAPERS: PapersScreen,
    Screen.FEE: FeeScreen,
    Screen.ONLINE: OnlineScreen,
    Screen.SAMPLE: SampleScreen,
    Screen.PATHS: PathsScreen,
    Screen.CODE: CodeScreen,
    Screen.VOICES: VoicesScreen,
    Screen.RATING: RatingScreen,
    Screen.FEEDBACK: FeedbackScreen,
    Screen.WORDS: WordsScreen,
    Screen.THANKS: ThanksScreen,
    Screen.GROUPS: GroupsScreen,
    Screen.SERVICES: ServicesScreen,
    Screen.PRIORITY: PriorityScreen,
    Screen.OUTLOOK: OutlookScreen,
    Screen.DELIVERY: DeliveryScreen,
    Screen.CARD: CardScreen,
    Screen.ISSUING: IssuingScreen,
    Screen.TICKET: TicketScreen,
    Screen.REFUSED: RefusedScreen,
    Screen.OUT_OF_ORDER: OutOfOrderScreen,
    Screen.DECLARE_WHICH: DeclareWhichScreen,
    Screen.DECLARE_CARD: DeclareCardScreen,
    Screen.DECLARE_REMEMBERED: DeclareRememberedScreen,
    Screen.DECLARE_CHOICE: DeclareChoiceScreen,
    Screen.DECLARE_WRITE: DeclareWriteScreen,
    Screen.DECLARE_REVIEW: DeclareReviewScreen,
    Screen.DECLARE_KEEP: DeclareKeepScreen,
    Screen.FORGET: ForgetScreen,
    Screen.PIN: PinScreen,
    Screen.OPERATOR: OperatorScreen,
}
ORDER = list(SCREENS)
"""From left to right: a screen further on slides in from the right."""
