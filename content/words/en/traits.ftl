# What the draw balances. Each question can be passed by; "Prefer not to say" counts toward no quota.
# A feature's question is trait-<feature>, each answer trait-<feature>-<value> (content/panels.yaml names them).

trait-why = We use your answers only to choose a fair mix of people. You can skip any of them.
trait-prefer-not = Prefer not to say

trait-experience = Have you used this service?
trait-experience-now = Yes now
trait-experience-before = Yes before
trait-experience-carer = I care for someone who does
trait-experience-none = No

# A band that begins with a digit would be read as the digit to reply with, so each begins with a word.
trait-age-band = How old are you?
trait-age-band-18-29 = Aged 18 to 29
trait-age-band-30-44 = Aged 30 to 44
trait-age-band-45-64 = Aged 45 to 64
trait-age-band-65-plus = Aged 65 or over

trait-gender = What is your gender?
trait-gender-female = Female
trait-gender-male = Male
trait-gender-other = Other

trait-area = Which part of the area do you live in?
trait-area-north = North
trait-area-south = South
trait-area-east = East
trait-area-west = West

trait-disability = Does a long-term illness or disability make your day-to-day life harder?
trait-disability-a-lot = Yes a lot
trait-disability-a-little = Yes a little
trait-disability-no = Not at all

# Equality checks: asked only of who agrees to them, kept apart from the draw. In the order of DOMAIN 7.2.
trait-monitoring-why = So that we see who we leave out. We only publish totals, and never use it to pick people.

trait-ethnic-group = What is your ethnic group?
trait-ethnic-group-white = White
trait-ethnic-group-mixed = Mixed or multiple
trait-ethnic-group-asian = Asian or Asian British
trait-ethnic-group-black = Black British or Caribbean or African
trait-ethnic-group-other = Other

trait-ethnic-group-of-white = Which describes you best?
trait-ethnic-group-of-white-british = English or Welsh or Scottish or Northern Irish or British
trait-ethnic-group-of-white-irish = Irish
trait-ethnic-group-of-white-gypsy = Gypsy or Irish Traveller
trait-ethnic-group-of-white-roma = Roma
trait-ethnic-group-of-white-other = Any other White
trait-ethnic-group-of-mixed = Which describes you best?
trait-ethnic-group-of-mixed-white-black-caribbean = White and Black Caribbean
trait-ethnic-group-of-mixed-white-black-african = White and Black African
trait-ethnic-group-of-mixed-white-asian = White and Asian
trait-ethnic-group-of-mixed-other = Any other mixed
trait-ethnic-group-of-asian = Which describes you best?
trait-ethnic-group-of-asian-indian = Indian
trait-ethnic-group-of-asian-pakistani = Pakistani
trait-ethnic-group-of-asian-bangladeshi = Bangladeshi
trait-ethnic-group-of-asian-chinese = Chinese
trait-ethnic-group-of-asian-other = Any other Asian
trait-ethnic-group-of-black = Which describes you best?
trait-ethnic-group-of-black-african = African
trait-ethnic-group-of-black-caribbean = Caribbean
trait-ethnic-group-of-black-other = Any other Black
trait-ethnic-group-of-other = Which describes you best?
trait-ethnic-group-of-other-arab = Arab
trait-ethnic-group-of-other-other = Any other
