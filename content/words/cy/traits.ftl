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

# Gwirio cydraddoldeb: dim ond i'r rhai sy'n cytuno, ac ar wahân i'r dewis.
trait-monitoring-why = Er mwyn gweld pwy rydym yn ei adael allan. Dim ond cyfansymiau a gyhoeddwn, ac nid i ddewis pobl.

trait-ethnic-group = Beth yw eich grŵp ethnig?
trait-ethnic-group-white = Gwyn
trait-ethnic-group-mixed = Cymysg neu luosog
trait-ethnic-group-asian = Asiaidd neu Asiaidd Prydeinig
trait-ethnic-group-black = Du Prydeinig neu Garibïaidd neu Affricanaidd
trait-ethnic-group-other = Arall

trait-ethnic-group-of-white = Pa un sy'n eich disgrifio orau?
trait-ethnic-group-of-white-british = Cymreig neu Saesnig neu Albanaidd neu o Ogledd Iwerddon neu Brydeinig
trait-ethnic-group-of-white-irish = Gwyddelig
trait-ethnic-group-of-white-gypsy = Sipsi neu Deithiwr Gwyddelig
trait-ethnic-group-of-white-roma = Roma
trait-ethnic-group-of-white-other = Gwyn arall
trait-ethnic-group-of-mixed = Pa un sy'n eich disgrifio orau?
trait-ethnic-group-of-mixed-white-black-caribbean = Gwyn a Du Caribïaidd
trait-ethnic-group-of-mixed-white-black-african = Gwyn a Du Affricanaidd
trait-ethnic-group-of-mixed-white-asian = Gwyn ac Asiaidd
trait-ethnic-group-of-mixed-other = Cymysg arall
trait-ethnic-group-of-asian = Pa un sy'n eich disgrifio orau?
trait-ethnic-group-of-asian-indian = Indiaidd
trait-ethnic-group-of-asian-pakistani = Pacistanaidd
trait-ethnic-group-of-asian-bangladeshi = Bangladeshaidd
trait-ethnic-group-of-asian-chinese = Tsieineaidd
trait-ethnic-group-of-asian-other = Asiaidd arall
trait-ethnic-group-of-black = Pa un sy'n eich disgrifio orau?
trait-ethnic-group-of-black-african = Affricanaidd
trait-ethnic-group-of-black-caribbean = Caribïaidd
trait-ethnic-group-of-black-other = Du arall
trait-ethnic-group-of-other = Pa un sy'n eich disgrifio orau?
trait-ethnic-group-of-other-arab = Arabaidd
trait-ethnic-group-of-other-other = Arall
