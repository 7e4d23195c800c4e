package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.approval.ExactNumber;
import io.bactrian.approval.FormField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes days, times and spans of forms: as the clock showed them to whoever filled in the form, which is China's
 * unless the form says another zone.
 */
final class FormTimes {
    private static final Pattern ZONE = Pattern.compile("(?:UTC|GMT)?(?:([+-])(\\d{1,2})(?::?(\\d{2}))?)?");
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final BigDecimal SECONDS_OF_HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);
    private static final int DIGITS = 2;

    private static final String BEGIN = "开始时间";
    private static final String END = "结束时间";
    private static final String DURATION = "时长";
    private static final String UNIT = "单位";
    private static final String LEAVE = "请假类型";

    private FormTimes() {}

    /** A day, or a day and a time; some answers leave out the object around it. */
    static JsonNode date(JsonNode value) {
        JsonNode date = value.path("date").isObject() ? value.path("date") : value;
        boolean onlyDay = !"hour".equals(InfoJson.text(date.get("type")));
        return moment(date.get("s_timestamp"), onlyDay ? DAY : MINUTE, offset(date.path("timezone_info")));
    }

    /** Begin, end, and how long it is, behind the label of the control. */
    static List<FormField> range(FormControl control) {
        List<FormField> fields = new ArrayList<>();
        spans(control.value().path("date_range"))
                .forEach(field -> fields.add(control.part(field.label(), field.value())));
        return fields;
    }

    /** A leave: begin, end, duration, unit and kind, with the labels that DingTalk's leave has. */
    static List<FormField> vacation(FormControl control) {
        JsonNode vacation = control.value().path("vacation");
        List<FormField> fields =
                new ArrayList<>(spans(vacation.path("attendance").path("date_range")));
        JsonNode kind = FormDecoder.choice(vacation.path("selector"));
        if (kind != null || !fields.isEmpty()) {
            fields.add(new FormField(control.id(), control.label() == null ? LEAVE : control.label(), kind));
        }
        return fields;
    }

    /** A trip, an absence, overtime: the same without a kind. */
    static List<FormField> attendance(FormControl control) {
        return spans(control.value().path("attendance").path("date_range"));
    }

    /** Which punch was missed, and when it should have been. */
    static List<FormField> punch(FormControl control) {
        JsonNode punch = control.value().path("punch_correction");
        if (!punch.isObject() || punch.isEmpty()) {
            return List.of();
        }
        List<FormField> fields = new ArrayList<>(control.as(FormDecoder.textNode(punch.get("state"))));
        fields.add(control.part("时间", moment(punch.get("time"), MINUTE, CHINA)));
        JsonNode day = moment(punch.get("daymonthyear"), DAY, CHINA);
        if (day != null) {
            fields.add(control.part("日期", day));
        }
        return fields;
    }

    private static List<FormField> spans(JsonNode range) {
        if (!range.isObject() || range.isEmpty()) {
            return List.of();
        }
        ZoneOffset offset = offset(range.path("timezone_info"));
        boolean inHours = "hour".equals(InfoJson.text(range.get("type")));
        return List.of(
                new FormField(null, BEGIN, moment(range.get("new_begin"), MINUTE, offset)),
                new FormField(null, END, moment(range.get("new_end"), MINUTE, offset)),
                new FormField(null, DURATION, duration(range, inHours)),
                new FormField(null, UNIT, TextNode.valueOf(inHours ? "小时" : "天")));
    }

    /** In hours, or in days, of which one may be shorter than 24 hours. */
    private static JsonNode duration(JsonNode range, boolean inHours) {
        long seconds = InfoJson.seconds(range.get("new_duration"));
        if (seconds == 0) {
            return null;
        }
        long day = InfoJson.seconds(range.get("perday_duration"));
        BigDecimal unit = inHours ? SECONDS_OF_HOUR : day == 0 ? SECONDS_OF_DAY : BigDecimal.valueOf(day);
        String number = BigDecimal.valueOf(seconds)
                .divide(unit, DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return ExactNumber.orText(number);
    }

    private static JsonNode moment(JsonNode seconds, DateTimeFormatter format, ZoneOffset offset) {
        long moment = InfoJson.seconds(seconds);
        return moment == 0
                ? null
                : TextNode.valueOf(format.format(Instant.ofEpochSecond(moment).atOffset(offset)));
    }

    /** {@code UTC+9}, {@code UTC+5:30}; the number of hours beside it has the opposite sign. China's where neither says. */
    private static ZoneOffset offset(JsonNode zone) {
        String words = InfoJson.text(zone.get("zone_desc"));
        Matcher named = ZONE.matcher(words == null ? "" : words.strip().toUpperCase(Locale.ROOT));
        String hours = InfoJson.text(zone.get("zone_offset"));
        try {
            if (words != null && named.matches()) {
                return named.group(1) == null
                        ? ZoneOffset.UTC
                        : offset(named.group(1), named.group(2), named.group(3) == null ? "0" : named.group(3));
            }
            return hours == null ? CHINA : hours(hours.strip());
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return CHINA;
        }
    }

    /** Of the number, which may be one of half hours, such as {@code -5.5}. */
    private static ZoneOffset hours(String number) {
        return ZoneOffset.ofTotalSeconds(
                new BigDecimal(number).negate().multiply(SECONDS_OF_HOUR).intValueExact());
    }

    private static ZoneOffset offset(String sign, String hours, String minutes) {
        int all = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        return ZoneOffset.ofTotalSeconds((sign.equals("-") ? -all : all) * 60);
    }
}
