/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads hours with rates of their own. */
final class WindowReader {

    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();

    private final RateReader rates;

    WindowReader(RateReader rates) {
        this.rates = rates;
    }

    List<PriceWindow> windows(@Nullable YamlValue list, Map<Bucket, Rate> base) {
        List<PriceWindow> windows = new ArrayList<>();
        for (YamlValue value : list == null ? List.<YamlValue>of() : list.list()) {
            YamlMap map = value.map();
            PriceWindow window = map == null ? null : window(map, base);
            if (window != null) {
                windows.add(window);
            }
        }
        return windows;
    }

    private @Nullable PriceWindow window(YamlMap map, Map<Bucket, Rate> base) {
        map.only("name", "zone", "days", "hours", "exceptDates", "exceptDatesKnownUntil", "rates", "multiply");
        YamlValue named = map.required("name", "such as peak");
        String name = named == null ? null : named.string();
        ZoneId zone = map.has("zone") ? map.read("zone", WindowReader::zone) : ZoneOffset.UTC;
        Set<DayOfWeek> days = map.has("days") ? map.read("days", WindowReader::days) : EnumSet.allOf(DayOfWeek.class);
        YamlValue stretches = map.required("hours", "a list such as [\"01:00-04:00\"]");
        List<PriceWindow.Hours> hours = stretches == null ? List.of() : hours(stretches);
        Set<LocalDate> except = map.read("exceptDates", WindowReader::dates);
        LocalDate known = map.read("exceptDatesKnownUntil", YamlValue::date);
        RateChange change = rates.change(map, base);
        if (name == null || zone == null || days == null || hours.isEmpty() || change == null) {
            return null;
        }
        return new PriceWindow(name, zone, days, hours, except == null ? Set.of() : except, known, change);
    }

    private static @Nullable ZoneId zone(YamlValue value) {
        String name = value.string();
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            value.problem("unknown time zone '" + name + "'; use UTC or a name such as Asia/Shanghai");
            return null;
        }
    }

    private static Set<DayOfWeek> days(YamlValue value) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (YamlValue item : value.list()) {
            DayOfWeek day = item.oneOf("day", DAYS, name -> DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT)));
            if (day != null) {
                days.add(day);
            }
        }
        return days;
    }

    private static List<PriceWindow.Hours> hours(YamlValue value) {
        List<PriceWindow.Hours> hours = new ArrayList<>();
        for (YamlValue item : value.list()) {
            String stretch = item.string();
            String[] ends = stretch == null ? new String[0] : stretch.split("-", -1);
            try {
                if (ends.length == 2) {
                    hours.add(new PriceWindow.Hours(
                            LocalTime.parse(ends[0]), LocalTime.parse(ends[1].equals("24:00") ? "00:00" : ends[1])));
                    continue;
                }
            } catch (DateTimeException notATime) {
                // reported below, as every other form that is wrong
            }
            if (stretch != null) {
                item.problem("expected hours such as \"01:00-04:00\" or \"22:00-06:00\", found '" + stretch + "'");
            }
        }
        return hours;
    }

    private static Set<LocalDate> dates(YamlValue value) {
        Set<LocalDate> dates = new HashSet<>();
        for (YamlValue item : value.list()) {
            LocalDate date = item.date();
            if (date != null) {
                dates.add(date);
            }
        }
        return dates;
    }
}
