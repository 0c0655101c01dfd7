# What has to be mended when setting up.
tenant-slug-malformed = “{ $slug }” does not fit into an address. Use 2 to 40 small letters, digits and hyphens, beginning with a letter.
tenant-slug-reserved = “{ $slug }” is used by the platform itself. Choose another word.
tenant-name-missing = The name is missing.
staff-login-missing = The login is missing.
staff-name-missing = The name is missing.
staff-password-short = The password is too short. It needs at least { $least } characters.
staff-code-wrong = This code is not right or was used before. Wait for the next code of your app and enter it.
staff-secret-unreadable = The secret cannot be read. It consists of the letters A to Z and the digits 2 to 7.
casework-posting-day = The day is before the letter or in the future. Give the day on which you posted the letter.
account-mail-malformed = This is not an e-mail address. It looks like this: name@example.com
account-password-short = The password is too short. It needs at least { $least } characters.
account-password-long = The password is too long.
note-missing = Write down what you want to keep.
note-long = This note is too long. At most { $most } characters are allowed.
