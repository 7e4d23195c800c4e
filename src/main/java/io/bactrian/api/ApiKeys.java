package io.bactrian.api;

import io.bactrian.connection.PlatformWords;
import io.bactrian.connection.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The keys of the settings, {@code api.key.<name>.hash} and {@code .permissions}. Immutable. */
public final class ApiKeys {
    private static final String PREFIX = "api.key.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String HASH_EXAMPLE = "sha256: and 64 hexadecimal digits, as ./bactrian api-key prints it";

    private final List<ApiKey> keys;

    private ApiKeys(List<ApiKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** What {@code all} (every known name of a setting) declares; a key without a hash is none. */
    public static ApiKeys read(Settings settings, Set<String> all, PlatformWords words) {
        Set<String> names = new TreeSet<>();
        for (String key : all) {
            if (key.startsWith(PREFIX)) {
                String[] parts = key.split("\\.", 4);
                if (parts.length < 4
                        || !NAME.matcher(parts[2]).matches()
                        || !Set.of("hash", "permissions").contains(parts[3])) {
                    throw Settings.refuse(
                            key,
                            "is no setting of a key",
                            "api.key.<name>.hash and api.key.<name>.permissions, with a name of small letters, digits"
                                    + " and dashes");
                }
                names.add(parts[2]);
            }
        }
        List<ApiKey> keys = new ArrayList<>();
        for (String name : names) {
            String key = PREFIX + name + ".hash";
            Optional<String> hash = settings.find(key);
            if (hash.isPresent()) {
                if (!ApiKey.HASH.matcher(hash.get()).matches()) {
                    // not with its value: it may be the key itself
                    throw Settings.refuse(key, "is no hash", HASH_EXAMPLE);
                }
                Permissions permissions = Permissions.read(settings, PREFIX + name + ".permissions", words);
                keys.add(new ApiKey(name, hash.get(), permissions));
            }
        }
        return new ApiKeys(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whose key that is; as long as it takes for all of them, whichever it is. */
    Optional<ApiKey> find(String given) {
        byte[] digest = ApiKey.digest(given);
        ApiKey found = null;
        for (ApiKey key : keys) {
            if (key.isOf(digest)) {
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }
}
