# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Yr hyn y mae'r dewis ar hap yn ei gydbwyso. Gellir hepgor pob cwestiwn.

trait-why = Rydym yn defnyddio'ch atebion dim ond i ddewis cymysgedd teg o bobl. Cewch hepgor unrhyw un.
trait-prefer-not = Gwell gen i beidio â dweud

trait-experience = Ydych chi wedi defnyddio'r gwasanaeth hwn?
trait-experience-now = Ydw nawr
trait-experience-before = Ydw o'r blaen
trait-experience-carer = Rwy'n gofalu am rywun sydd
trait-experience-none = Nac ydw

trait-age-band = Faint yw eich oed?
trait-age-band-18-29 = Rhwng 18 a 29
trait-age-band-30-44 = Rhwng 30 a 44
trait-age-band-45-64 = Rhwng 45 a 64
trait-age-band-65-plus = 65 oed neu'n hŷn

trait-gender = Beth yw eich rhywedd?
trait-gender-female = Benyw
trait-gender-male = Gwryw
trait-gender-other = Arall

trait-area = Ym mha ran o'r ardal rydych chi'n byw?
trait-area-north = Y gogledd
trait-area-south = Y de
trait-area-east = Y dwyrain
trait-area-west = Y gorllewin

trait-disability = A yw salwch neu anabledd hir yn gwneud eich bywyd bob dydd yn anoddach?
trait-disability-a-lot = Ydy yn fawr
trait-disability-a-little = Ydy ychydig
trait-disability-no = Ddim o gwbl
