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
