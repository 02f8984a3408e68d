# A person: into the queue, an officer who joins and leaves, and requests about one's own data.

person-open = I have asked a person to help you. They will write to you here as soon as they can. You do not need to do anything.
person-closed = Staff are not here now. A person will write to you here after { $opens }. If it cannot wait, call { $number-out-of-hours }. Danger? Call { $number-emergency }.
person-still = You are still in line for a person. They will write to you here. Or call { $phone }.

officer-joined = You are now talking to { $name }, a person at { $council }.
officer-text = { $text }
officer-left = The member of staff has gone. You are now talking to a computer again.

rights-access = We have noted that you want to see your data. Staff will answer within 1 month. They may check who you are first. More: { $link-privacy }
rights-erase = We have noted that you want us to delete your data. Staff will answer within 1 month. They may check who you are first. More: { $link-privacy }
