package io.bactrian.directory;

/**
 * What only some platforms tell of a person. A field that the platform did not send, or sent blank, is {@code null}.
 *
 * @param gender {@code male} or {@code female}
 * @param accountState {@code active}, {@code disabled} or {@code inactive}: not activated yet
 */
public record MemberProfile(
        String alias,
        String englishName,
        String gender,
        String address,
        String qrCode,
        String thumbAvatar,
        String accountState) {
    /** Nothing of all that. */
    public static final MemberProfile NONE = new MemberProfile(null, null, null, null, null, null, null);
}
