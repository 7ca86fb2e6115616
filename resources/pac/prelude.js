// The functions that a proxy script may call, as Netscape's proxy auto-config format names them
// (https://developer.mozilla.org/docs/Web/HTTP/Proxy_servers_and_tunneling). Names are looked up by
// resolveAddresses(host) and ownAddresses(), which the program gives; both return text addresses.
(function (global) {
    'use strict';

    function isIpv4(text) {
        return /^\d{1,3}(\.\d{1,3}){3}$/.test(text);
    }

    function firstIpv4(addresses) {
        for (var i = 0; i < addresses.length; ++i)
            if (isIpv4(addresses[i]))
                return addresses[i];
        return null;
    }

    function ipv4Bits(text) {
        var parts = text.split('.');
        var bits = 0;
        for (var i = 0; i < 4; ++i) {
            var part = Number(parts[i]);
            if (part > 255)
                return null;
            bits = bits * 256 + part;
        }
        return bits;
    }

    // Eight numbers of 16 bits, or null.
    function ipv6Groups(text) {
        var halves = String(text).split('%')[0].split('::');
        if (halves.length > 2)
            return null;
        var head = halves[0] ? halves[0].split(':') : [];
        var tail = halves.length === 2 && halves[1] ? halves[1].split(':') : [];
        var gap = 8 - head.length - tail.length;
        if (halves.length === 2 ? gap < 0 : gap !== 0)
            return null;
        var groups = head.slice();
        while (halves.length === 2 && gap-- > 0)
            groups.push('0');
        groups = groups.concat(tail);
        for (var i = 0; i < 8; ++i) {
            if (!/^[0-9a-fA-F]{1,4}$/.test(groups[i]))
                return null;
            groups[i] = parseInt(groups[i], 16);
        }
        return groups;
    }

    function inPrefix(groups, network, length) {
        for (var i = 0; i < groups.length && length > 0; ++i, length -= 16) {
            var shift = length >= 16 ? 0 : 16 - length;
            if (groups[i] >> shift !== network[i] >> shift)
                return false;
        }
        return true;
    }

    function inPrefixText(address, prefix) {
        var parts = String(prefix).split('/');
        var length = Number(parts[1]);
        if (parts.length !== 2 || !(length >= 0))
            return false;
        if (isIpv4(address) && isIpv4(parts[0])) {
            var size = Math.pow(2, 32 - Math.min(length, 32));
            return Math.floor(ipv4Bits(address) / size) === Math.floor(ipv4Bits(parts[0]) / size);
        }
        var groups = ipv6Groups(address);
        var network = ipv6Groups(parts[0]);
        return Boolean(groups && network && inPrefix(groups, network, Math.min(length, 128)));
    }

    global.alert = function () {};

    global.isPlainHostName = function (host) {
        return String(host).indexOf('.') < 0;
    };

    global.dnsDomainIs = function (host, domain) {
        host = String(host).toLowerCase();
        domain = String(domain).toLowerCase();
        return host.length >= domain.length && host.slice(host.length - domain.length) === domain;
    };

    global.localHostOrDomainIs = function (host, hostDomain) {
        host = String(host).toLowerCase();
        hostDomain = String(hostDomain).toLowerCase();
        return host === hostDomain || (host.indexOf('.') < 0 && hostDomain.indexOf(host + '.') === 0);
    };

    global.dnsDomainLevels = function (host) {
        return String(host).split('.').length - 1;
    };

    global.dnsResolve = function (host) {
        return isIpv4(host) ? host : firstIpv4(resolveAddresses(String(host)));
    };

    global.dnsResolveEx = function (host) {
        return resolveAddresses(String(host)).join(';');
    };

    global.isResolvable = function (host) {
        return global.dnsResolve(host) !== null;
    };

    global.isResolvableEx = function (host) {
        return resolveAddresses(String(host)).length > 0;
    };

    global.myIpAddress = function () {
        return firstIpv4(ownAddresses()) || '127.0.0.1';
    };

    global.myIpAddressEx = function () {
        return ownAddresses().join(';');
    };

    global.isInNet = function (host, pattern, mask) {
        var address = global.dnsResolve(host);
        if (address === null || !isIpv4(pattern) || !isIpv4(mask))
            return false;
        var addressParts = address.split('.');
        var patternParts = pattern.split('.');
        var maskParts = mask.split('.');
        for (var i = 0; i < 4; ++i)
            if ((addressParts[i] & maskParts[i]) !== (patternParts[i] & maskParts[i]))
                return false;
        return true;
    };

    global.isInNetEx = function (host, prefix) {
        var addresses = resolveAddresses(String(host));
        for (var i = 0; i < addresses.length; ++i)
            if (inPrefixText(addresses[i], prefix))
                return true;
        return false;
    };

    // Matches by hand: a script's pattern made into a regular expression can take for ever.
    global.shExpMatch = function (text, pattern) {
        text = String(text);
        pattern = String(pattern);
        var t = 0, p = 0, star = -1, mark = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] === '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
                ++p;
                ++t;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] === '*')
            ++p;
        return p === pattern.length;
    };

    var days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
    var months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

    // The arguments without a last "GMT", and the parts of now in that time.
    function timeCall(args) {
        var list = Array.prototype.slice.call(args);
        var gmt = list.length > 0 && list[list.length - 1] === 'GMT';
        if (gmt)
            list.pop();
        var now = new Date();
        return {
            list: list,
            year: gmt ? now.getUTCFullYear() : now.getFullYear(),
            month: gmt ? now.getUTCMonth() : now.getMonth(),
            date: gmt ? now.getUTCDate() : now.getDate(),
            day: gmt ? now.getUTCDay() : now.getDay(),
            seconds: gmt ? now.getUTCHours() * 3600 + now.getUTCMinutes() * 60 + now.getUTCSeconds()
                         : now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds()
        };
    }

    // A range that ends before it begins runs over the end of the week, day or year.
    function between(value, from, to) {
        return from <= to ? from <= value && value <= to : value >= from || value <= to;
    }

    global.weekdayRange = function () {
        var call = timeCall(arguments);
        var from = days.indexOf(call.list[0]);
        var to = call.list.length > 1 ? days.indexOf(call.list[1]) : from;
        return from >= 0 && to >= 0 && between(call.day, from, to);
    };

    global.timeRange = function () {
        var call = timeCall(arguments);
        var list = call.list.map(Number);
        var from, to;
        switch (list.length) {
        case 1:
            from = list[0] * 3600;
            to = from + 3599;
            break;
        case 2:
            from = list[0] * 3600;
            to = list[1] * 3600 + 3599;
            break;
        case 4:
            from = list[0] * 3600 + list[1] * 60;
            to = list[2] * 3600 + list[3] * 60 + 59;
            break;
        case 6:
            from = list[0] * 3600 + list[1] * 60 + list[2];
            to = list[3] * 3600 + list[4] * 60 + list[5];
            break;
        default:
            return false;
        }
        return between(call.seconds, from, to);
    };

    // Days (1 to 31), month names and years (4 digits), in that order, once or twice.
    global.dateRange = function () {
        var call = timeCall(arguments);
        var half = call.list.length > 1 ? Math.ceil(call.list.length / 2) : 1;
        function read(list) {
            var parts = {};
            list.forEach(function (item) {
                if (months.indexOf(item) >= 0)
                    parts.month = months.indexOf(item);
                else if (Number(item) > 31)
                    parts.year = Number(item);
                else
                    parts.date = Number(item);
            });
            return parts;
        }
        var from = read(call.list.slice(0, half));
        // "1, JAN" is one date, "JAN, MAR" and "1, 15" are ranges.
        var to = read(call.list.slice(half));
        var sameKinds = Object.keys(from).sort().join() === Object.keys(to).sort().join();
        if (call.list.length === 1 || !sameKinds) {
            from = read(call.list);
            to = from;
        }
        function number(parts) {
            var value = 0;
            if ('year' in from)
                value += parts.year * 10000;
            if ('month' in from)
                value += parts.month * 100;
            if ('date' in from)
                value += parts.date;
            return value;
        }
        return call.list.length > 0 && between(number(call), number(from), number(to));
    };
})(this);
