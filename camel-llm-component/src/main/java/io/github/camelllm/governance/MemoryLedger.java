/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of one process. They end with it: budgets that must survive a restart, or that several processes share, need a
 * ledger in a database. Bounded: the last lines are kept as they are, older ones added up by the hour.
 */
public final class MemoryLedger implements Ledger {

    /** How many lines are kept as they are, unless told otherwise. */
    public static final int LINES = 10_000;

    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final MemoryLines lines;
    private final Map<Account, Book> books = new ConcurrentHashMap<>();
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    /** Attempts that have expired; the end of some may be heard of yet. */
    private final Map<String, Open> expired = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Open(Hold hold, Instant expires, List<Place> places) {}

    private record Place(Claim claim, Book book, Book.Slice slice) {}

    /** With the system's clock. */
    public MemoryLedger() {
        this(InstantSource.system(), LINES);
    }

    /**
     * With a clock of one's own.
     *
     * @param lines how many are kept as they are, from 1
     */
    public MemoryLedger(InstantSource clock, int lines) {
        this.clock = clock;
        this.lines = new MemoryLines(lines);
    }

    @Override
    public CompletionStage<Decision> reserve(Reservation reservation) {
        Instant now = clock.instant();
        List<Place> places = new ArrayList<>(reservation.claims().size());
        return CompletableFuture.completedFuture(take(reservation, now, places));
    }

    /** Holds the books of all claims, in their order, until all are met or one is not. */
    private Decision take(Reservation asked, Instant now, List<Place> places) {
        if (places.size() == asked.claims().size()) {
            return grant(asked, now, places);
        }
        Claim claim = asked.claims().get(places.size());
        while (true) {
            Book book = books.computeIfAbsent(claim.account(), account -> new Book());
            synchronized (book) {
                if (book.closed()) {
                    continue;
                }
                Book.Slice slice = book.turn(claim.account().budget().window(), now);
                Balance balance = book.balance(claim.account());
                if (!claim.fits(balance.free())) {
                    return new Decision.Refused(claim, balance);
                }
                places.add(new Place(claim, book, slice));
                return take(asked, now, places);
            }
        }
    }

    private Decision grant(Reservation asked, Instant now, List<Place> places) {
        List<Hold.Part> parts = new ArrayList<>(places.size());
        List<Balance> balances = new ArrayList<>(1);
        for (Place place : places) {
            place.slice().reserve(place.claim().amount());
            parts.add(new Hold.Part(place.claim(), place.slice().start(), 0));
            if (warns(place)) {
                balances.add(place.book().balance(place.claim().account()));
            }
        }
        Hold hold = new Hold(asked, parts);
        open.put(asked.id(), new Open(hold, now.plus(asked.lifetime()), places));
        lines.add(line(LedgerEntry.Kind.RESERVE, now, hold, null, amounts(hold)));
        return new Decision.Granted(hold, balances);
    }

    @Override
    public CompletionStage<List<Balance>> settle(Settlement settlement) {
        Instant now = clock.instant();
        Hold hold = settlement.hold();
        Open mine = open.remove(hold.reservation().id());
        if (mine != null) {
            lines.add(line(settlement.kind(), now, hold, settlement, settlement.spent()));
            return CompletableFuture.completedFuture(book(mine, now, amounts(hold), settlement.spent()));
        }
        if (hold.parts().isEmpty() && !settlement.free()) {
            lines.add(line(settlement.kind(), now, hold, settlement, List.of()));
            return CompletableFuture.completedFuture(List.of());
        }
        return CompletableFuture.completedFuture(late(settlement, now));
    }

    private List<Balance> late(Settlement settlement, Instant now) {
        Open gone;
        synchronized (expired) {
            gone = expired.remove(settlement.hold().reservation().id());
        }
        if (gone == null) {
            return List.of();
        }
        List<BigDecimal> booked = amounts(gone.hold());
        List<BigDecimal> more = new ArrayList<>(booked.size());
        for (int i = 0; i < booked.size(); i++) {
            more.add(settlement.spent().get(i).subtract(booked.get(i)));
        }
        lines.add(line(LedgerEntry.Kind.ADJUST, now, gone.hold(), settlement, more));
        return book(gone, now, booked.stream().map(amount -> BigDecimal.ZERO).toList(), more);
    }

    private static List<Balance> book(Open mine, Instant now, List<BigDecimal> reserved, List<BigDecimal> spent) {
        List<Balance> balances = new ArrayList<>(1);
        for (int i = 0; i < mine.places().size(); i++) {
            Place place = mine.places().get(i);
            synchronized (place.book()) {
                place.slice().settle(reserved.get(i), spent.get(i));
                if (warns(place) && !place.book().closed()) {
                    place.book().turn(place.claim().account().budget().window(), now);
                    balances.add(place.book().balance(place.claim().account()));
                }
            }
        }
        return balances;
    }

    @Override
    public CompletionStage<Integer> expire() {
        Instant now = clock.instant();
        int count = 0;
        for (Open late : List.copyOf(open.values())) {
            if (!now.isBefore(late.expires())
                    && open.remove(late.hold().reservation().id(), late)) {
                synchronized (expired) {
                    expired.put(late.hold().reservation().id(), late);
                }
                List<BigDecimal> amounts = amounts(late.hold());
                lines.add(line(LedgerEntry.Kind.EXPIRE, now, late.hold(), null, amounts));
                book(late, now, amounts, amounts);
                count++;
            }
        }
        books.forEach((account, book) -> {
            synchronized (book) {
                if (book.closeIfForgotten(account.budget().window(), now)) {
                    books.remove(account, book);
                }
            }
        });
        return CompletableFuture.completedFuture(count);
    }

    @Override
    public CompletionStage<Balance> balance(Account account) {
        Instant now = clock.instant();
        while (true) {
            Book book = books.computeIfAbsent(account, none -> new Book());
            synchronized (book) {
                if (!book.closed()) {
                    book.turn(account.budget().window(), now);
                    return CompletableFuture.completedFuture(book.balance(account));
                }
            }
        }
    }

    @Override
    public CompletionStage<List<UsageLine>> report(UsageQuery query) {
        return CompletableFuture.completedFuture(lines.report(query));
    }

    /** The last lines, the oldest first. */
    public List<LedgerEntry> entries() {
        return lines.entries();
    }

    /** What is reserved for attempts that are not over. */
    public List<Hold> open() {
        return open.values().stream().map(Open::hold).toList();
    }

    @Override
    public void close() {
        // all is booked
    }

    private static boolean warns(Place place) {
        return !place.claim().account().budget().rules().thresholds().isEmpty();
    }

    private static List<BigDecimal> amounts(Hold hold) {
        List<BigDecimal> amounts = new ArrayList<>(hold.parts().size());
        for (Hold.Part part : hold.parts()) {
            amounts.add(part.claim().amount());
        }
        return amounts;
    }

    private static LedgerEntry line(
            LedgerEntry.Kind kind, Instant now, Hold hold, @Nullable Settlement end, List<BigDecimal> amounts) {
        List<LedgerEntry.Charge> charges = new ArrayList<>(amounts.size());
        for (int i = 0; i < amounts.size(); i++) {
            charges.add(
                    new LedgerEntry.Charge(hold.parts().get(i).claim().account().key(), amounts.get(i)));
        }
        Reservation asked = hold.reservation();
        return new LedgerEntry(
                kind,
                now,
                asked.id(),
                asked.provider(),
                asked.model(),
                asked.operation(),
                asked.context(),
                end == null ? null : end.attempt(),
                charges);
    }
}
